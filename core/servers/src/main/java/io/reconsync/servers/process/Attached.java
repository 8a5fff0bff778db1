// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.game.ProcessIdentity;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process that belongs to a server.
 *
 * @param identity number and start; number 0 when only the owner sees it
 * @param mark see {@link ProcessTable#mark}
 * @param handle empty when only the owner sees it
 * @param child when it is our child, so that its exit code is known
 * @param gone opens when it has exited
 */
record Attached(
        ProcessIdentity identity,
        String mark,
        Optional<ProcessHandle> handle,
        Optional<Process> child,
        CountDownLatch gone) {
    static Attached of(ProcessTable table, ProcessHandle handle, Optional<Process> child) {
        return new Attached(
                table.identity(handle), table.mark(handle.pid()), Optional.of(handle), child, new CountDownLatch(1));
    }
}
