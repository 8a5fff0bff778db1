// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.command.Surface;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealerTest {
    private final SampleServer foo = new SampleServer();
    private final Healer healer = new Healer(foo.jobs());

    private void kill(Job.State state) {
        healer.changed(SampleServer.job(foo.submitted.get(0), "j1", state));
    }

    @Test
    void aStartGoesInTheLaneOfItsServerAndOnlyOnce() {
        healer.start("foo", "it crashed");
        JobRequest request = foo.submitted.get(0);
        assertEquals("server-start", request.kind());
        assertEquals("foo", request.server().orElseThrow());
        assertEquals("it crashed", request.arguments().get("reason"));
        assertEquals("monitor server-start foo", request.key().orElseThrow());
        assertEquals(Surface.ALERT, request.actor().surface());
        assertFalse(request.urgent());
    }

    @Test
    void afterTheKillTheFilesAreCopiedBeforeTheStart() {
        healer.revive("foo", "silence");
        assertTrue(foo.submitted.get(0).urgent());
        kill(Job.State.RUNNING);
        assertEquals(List.of("server-kill"), foo.jobKinds());
        kill(Job.State.SUCCEEDED);
        kill(Job.State.SUCCEEDED);
        assertEquals(List.of("server-kill", "backup", "server-start"), foo.jobKinds());
        assertEquals("after a hang", foo.submitted.get(1).arguments().get("label"));
        assertFalse(foo.submitted.get(1).urgent(), "the copy must not run beside another job");
    }

    @Test
    void aKillThatIsOverBeforeItsSubmissionComesBackIsFollowedToo() {
        foo.atSubmit = job -> {
            if (job.request().kind().equals("server-kill")) {
                healer.changed(SampleServer.job(job.request(), job.id(), Job.State.SUCCEEDED));
            }
        };
        healer.revive("foo", "silence");
        assertEquals(List.of("server-kill", "backup", "server-start"), foo.jobKinds());
    }

    @ParameterizedTest
    @EnumSource(
            value = Job.State.class,
            names = {"FAILED", "CANCELLED", "UNKNOWN"})
    void withoutAKillNothingIsCopiedOrStarted(Job.State state) {
        healer.revive("foo", "silence");
        kill(state);
        kill(Job.State.SUCCEEDED);
        assertEquals(List.of("server-kill"), foo.jobKinds());
    }

    @Test
    void theKillOfSomebodyElseIsNotFollowed() {
        healer.changed(SampleServer.job("server-kill", "j9", Job.State.SUCCEEDED));
        assertEquals(List.of(), foo.jobKinds());
    }

    @Test
    void aRefusedJobHurtsNobody() {
        foo.jobsFault = SampleServer.fault("store-full");
        healer.revive("foo", "silence");
        healer.start("foo", "silence");
        foo.jobsFault = null;
        healer.changed(SampleServer.job("server-kill", "j1", Job.State.SUCCEEDED));
        assertEquals(List.of(), foo.jobKinds());
    }
}
