// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Archive formats that stock tools open, and the extraction that nothing escapes from. */
package io.reconsync.archive;
