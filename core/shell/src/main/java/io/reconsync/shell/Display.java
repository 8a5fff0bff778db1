// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Reply;

/** Where the answer to one command goes. Methods may be called from one thread at a time. */
interface Display {
    /** Columns; 0 when no person reads it, so that nothing is cut. */
    int width();

    /** Whether a person reads it. */
    boolean person();

    /** The answer, with its line ends. */
    void out(String text);

    /** A sentence about a failure, without line end. */
    void error(String text);

    /** What goes on; drawn over what was shown before, empty to remove it. */
    void progress(String text);

    /** The job that is being waited for. */
    void job(String id);

    /** A file that belongs to the answer. */
    void file(Reply.File file);
}
