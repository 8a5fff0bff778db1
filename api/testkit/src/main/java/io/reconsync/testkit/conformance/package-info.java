// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** What every implementation of a service has to do, as abstract JUnit 5 tests to be extended. */
package io.reconsync.testkit.conformance;
