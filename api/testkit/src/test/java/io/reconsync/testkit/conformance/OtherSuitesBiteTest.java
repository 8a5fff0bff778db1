// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.monitor.Monitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way of being wrong is noticed by the test that is there for it. */
class OtherSuitesBiteTest {
    private static void bites(Class<?> wrong, String... tests) {
        Set<String> failures = SuiteRun.failures(wrong);
        for (String test : tests) {
            assertTrue(failures.contains(test), () -> test + " did not notice " + wrong + "; noticed by " + failures);
        }
    }

    @Test
    void noticesQueriesThatAlwaysAnswer() {
        bites(Cheerful.class, "saysThatAClosedPortIsClosed", "givesUpOnSilenceInTime", "refusesNoise");
    }

    @Test
    void noticesExamplesThatDoNotParse() {
        bites(Sloppy.class, "examplesAreLinesThatParse", "whatMustBeConfirmedChangesSomething");
    }

    @Test
    void noticesMonitorsThatBlameTheServer() {
        bites(Blaming.class, "aProbeThatCannotLookDoesNotBlameTheServer");
    }

    static class Cheerful extends A2sQueryTest {
        @Override
        protected QueryKind kind() {
            return new QueryKind() {
                @Override
                public String kind() {
                    return "cheerful";
                }

                @Override
                public QueryResult query(Endpoint at, Deadline deadline) {
                    return new QueryResult("x", "", 0, 0, List.of(), Optional.empty(), Map.of(), Duration.ZERO);
                }
            };
        }
    }

    static class Sloppy extends SampleCommandsTest {
        @Override
        protected CommandSet commands() {
            CommandDescriptor good = super.commands().commands().get(0);
            return new Sample(new CommandDescriptor(
                    good.name(), good.summary(), good.options(), Tier.ADMIN, false, true, "sample say"));
        }
    }

    static class Blaming extends SampleMonitorTest {
        @Override
        protected Monitor monitor() {
            return new Sample() {
                @Override
                public Finding probe(GameServer server, Deadline deadline) {
                    Finding finding = super.probe(server, deadline);
                    return finding.status() == Finding.Status.PROBE_FAILED ? Finding.bad("Broken.") : finding;
                }
            };
        }
    }
}
