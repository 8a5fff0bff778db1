// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each way of being wrong is noticed by the test that is there for it. */
class DestinationSuiteBitesTest {
    private static void bites(Class<?> wrong, String... tests) {
        Set<String> failures = SuiteRun.failures(wrong);
        for (String test : tests) {
            assertTrue(failures.contains(test), () -> test + " did not notice " + wrong + "; noticed by " + failures);
        }
    }

    @Test
    void noticesHalfBlobs() {
        bites(
                ShowsHalf.class,
                "showsNothingBeforeAPutIsOver",
                "halfABlobNeverShows",
                "anInterruptedPutComesBackAndStoresNothing");
    }

    @Test
    void noticesUncheckedHashes() {
        bites(Trusting.class, "refusesBytesThatAreNotWhatTheSourceSays", "aCorruptReplacementLeavesTheFormerBlob");
    }

    @Test
    void noticesWrongRanges() {
        bites(NoRanges.class, "givesAnyRange");
    }

    @Test
    void noticesStrictDeletes() {
        bites(StrictDelete.class, "deletesAsDeclared");
    }

    @Test
    void noticesListsThatSwallowErrors() {
        bites(Swallows.class, "whatTheListenerThrowsComesThroughAndEndsTheList");
    }

    @Test
    void noticesFalseCapabilities() {
        bites(Undeclared.class, "replacesOrRefusesAsDeclared", "deletesAsDeclared");
    }

    @Test
    void noticesForgetting() {
        bites(Forgets.class, "keepsBlobsOverClosingAndClosesTwice");
    }

    @Test
    void noticesIgnoredDeadlines() {
        bites(Patient.class, "anExpiredDeadlineStoresNothing");
    }

    static class ShowsHalf extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public void put(BlobName name, BlobSource source, Deadline deadline) {
                    blobs.put(name, new byte[0]);
                    super.put(name, source, deadline);
                }
            };
        }
    }

    static class Trusting extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public void put(BlobName name, BlobSource source, Deadline deadline) {
                    deadline.check("storing");
                    try (InputStream in = source.open()) {
                        blobs.put(name, in.readAllBytes());
                    } catch (IOException e) {
                        throw error("destination-unreachable", "The source broke.");
                    }
                }
            };
        }
    }

    static class NoRanges extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public InputStream get(BlobName name, long offset, long length, Deadline deadline) {
                    return super.get(name, offset, -1, deadline);
                }
            };
        }
    }

    static class StrictDelete extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public void delete(BlobName name, Deadline deadline) {
                    if (blobs.remove(name) == null) {
                        throw error("blob-absent", "There is no such blob.");
                    }
                }
            };
        }
    }

    static class Swallows extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline) {
                    super.list(
                            prefix,
                            info -> {
                                try {
                                    each.accept(info);
                                } catch (IllegalStateException e) {
                                    info.name();
                                }
                            },
                            deadline);
                }
            };
        }
    }

    static class Undeclared extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public DestinationCapabilities capabilities() {
                    return new DestinationCapabilities(false, true, Integer.MAX_VALUE, OptionalLong.empty(), false);
                }
            };
        }
    }

    static class Forgets extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(new ConcurrentHashMap<>());
        }
    }

    static class Patient extends Wrong {
        @Override
        protected Destination open() {
            return new MemoryDestination(blobs) {
                @Override
                public void put(BlobName name, BlobSource source, Deadline deadline) {
                    super.put(name, source, Deadline.after(Duration.ofHours(1)));
                }
            };
        }
    }

    abstract static class Wrong extends DestinationConformance {
        final Map<BlobName, byte[]> blobs = new ConcurrentHashMap<>(new HashMap<>());

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(3);
        }

        @Override
        protected abstract Destination open();
    }
}
