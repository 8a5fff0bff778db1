// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The sandbox server: a process of its own with nothing but the JDK. */
package io.reconsync.sandbox.server;
