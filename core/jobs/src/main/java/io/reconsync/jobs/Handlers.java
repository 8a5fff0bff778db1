// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.JobHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who can do which kind of job. Thread-safe. */
final class Handlers {
    private final Map<String, JobHandler> byKind = new ConcurrentHashMap<>();

    void add(JobHandler handler) {
        byKind.put(handler.kind(), handler);
    }

    void remove(JobHandler handler) {
        byKind.remove(handler.kind(), handler);
    }

    Optional<JobHandler> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    ReconException unknown(String kind) {
        List<String> kinds = byKind.keySet().stream().sorted().toList();
        return new ReconException(
                "job-unknown-kind",
                ErrorOwner.USER,
                "Nothing here can do a job of the kind '" + JournalAudit.cut(kind, 100) + "'.",
                kinds.isEmpty() ? "Wait until ReconSync is up." : "Use one of " + String.join(", ", kinds) + ".");
    }
}
