// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** A real OSGi framework for tests, and jars made for it. */
package io.reconsync.testkit.framework;
