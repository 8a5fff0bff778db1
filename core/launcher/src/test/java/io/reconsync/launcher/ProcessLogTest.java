// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.contract.runtime.LogControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ProcessLogTest {
    @TempDir
    Path folder;

    private final Masks masks = new Masks();
    private ProcessLog log;
    private Logger logger;

    @BeforeEach
    void open() {
        masks.add(Secret.of("s3cret-value"));
        log = ProcessLog.open(folder, masks, false);
        logger = LoggerFactory.getLogger("io.reconsync.test");
    }

    @AfterEach
    void close() {
        log.close();
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("reconsync.log"));
    }

    @Test
    void secretsAreMaskedInMessagesArgumentsAndThrowables() throws IOException {
        logger.warn("with s3cret-value and {}", "s3cret-value", new IllegalStateException("s3cret-value inside"));
        assertFalse(file().contains("s3cret-value"), file());
        assertTrue(file().contains("with *** and ***"), file());
        assertTrue(file().contains("IllegalStateException: *** inside"), file());
        assertFalse(log.tail(10, "INFO").toString().contains("s3cret-value"));
    }

    @Test
    void nobodyCanForgeALine() throws IOException {
        logger.info("player said {}", "hi\n2026-01-01T00:00:00Z ERROR fake\r\u001b[31m");
        assertEquals(2, file().lines().count());
        assertTrue(file().lines().skip(1).allMatch(line -> line.startsWith("    ")), file());
        assertFalse(file().contains("\u001b"));
    }

    @Test
    void theTailIsBoundedAndKnowsLevels() {
        for (int i = 0; i < LogRing.SIZE + 50; i++) {
            logger.info("line {}", i);
        }
        logger.error("last");
        assertEquals(LogRing.SIZE, log.tail(100_000, "INFO").size());
        assertEquals("last", log.tail(1, "INFO").get(0).text());
        assertEquals(1, log.tail(10, "ERROR").size());
    }

    @Test
    void followersHearUntilTheyLeave() throws Exception {
        List<LogControl.Entry> heard = new ArrayList<>();
        try (AutoCloseable following = log.follow(heard::add)) {
            logger.info("one");
        }
        logger.info("two");
        assertEquals(List.of("one"), heard.stream().map(LogControl.Entry::text).toList());
    }

    @Test
    void aLevelGoesBackToWhatItWasBeforeTheFirstChange() throws InterruptedException {
        log.level("io.reconsync.test", "debug", Duration.ofMinutes(5));
        assertTrue(logger.isDebugEnabled());
        log.level("io.reconsync.test", "ERROR", Duration.ofMillis(50));
        assertFalse(logger.isInfoEnabled());
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!logger.isInfoEnabled() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(logger.isInfoEnabled());
        assertFalse(logger.isDebugEnabled());
    }

    @Test
    void aLevelThatThereIsNotIsRefused() {
        ReconException e = assertThrows(ReconException.class, () -> log.level("", "LOUD", Duration.ZERO));
        assertEquals("log-level-unknown", e.code());
    }

    @Test
    void onceTheStartWasGivenUpOnlyTheLauncherSpeaks() throws IOException {
        AtomicBoolean givenUp = new AtomicBoolean();
        log.aloneWhen(givenUp::get);
        logger.error("before");
        givenUp.set(true);
        logger.error("noise", new IllegalStateException("of what misses the one that failed"));
        LoggerFactory.getLogger("osgi.framework").error("noise");
        LoggerFactory.getLogger(RunningInstance.class).error("the sentence");
        assertEquals(2, file().lines().count(), file());
        assertTrue(file().contains("before") && file().contains("the sentence"), file());
    }
}
