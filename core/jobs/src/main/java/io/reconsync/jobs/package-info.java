// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Jobs: queue, lanes, journal, audit, schedules. */
package io.reconsync.jobs;
