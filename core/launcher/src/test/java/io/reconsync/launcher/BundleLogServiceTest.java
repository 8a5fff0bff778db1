// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.runtime.LogControl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;

class BundleLogServiceTest {
    @TempDir
    Path folder;

    private ProcessLog log;
    private LogService service;

    @BeforeEach
    void open() {
        log = ProcessLog.open(folder, new Masks(), false);
        service = new BundleLogService().getService(null, null);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private List<String> texts() {
        return log.tail(100, "TRACE").stream().map(LogControl.Entry::text).toList();
    }

    @Test
    @SuppressWarnings("deprecation")
    void warningsAndErrorsAreShownWithTheirCauseAndTheRestIsDetail() {
        service.log(LogService.LOG_ERROR, "broken", new IllegalStateException("why"));
        service.log(null, LogService.LOG_WARNING, "odd");
        service.log(LogService.LOG_INFO, "chatter");
        Logger logger = service.getLogger("some.Type");
        logger.error("failed {} of {}", 1, 2, new IllegalStateException("because"));
        logger.warn("{} left", 3);
        logger.info("more chatter");
        logger.audit("signed in");
        assertEquals("some.Type", logger.getName());
        assertFalse(logger.isInfoEnabled());
        assertTrue(logger.isWarnEnabled());
        String all = String.join("\n", texts());
        for (String shown : List.of("broken", "why", "odd", "failed 1 of 2", "because", "3 left", "signed in")) {
            assertTrue(all.contains(shown), shown + " in " + all);
        }
        assertFalse(all.contains("chatter"), all);
    }

    @Test
    void aLazyMessageIsMadeOnlyWhenItIsShown() {
        Logger logger = service.getLogger(BundleLogServiceTest.class);
        logger.debug(shown -> {
            throw new AssertionError("not asked for");
        });
        logger.warn(shown -> shown.warn("made"));
        assertEquals(List.of("made"), texts());
    }

    @Test
    void printfIsForThoseThatAskForIt() {
        service.getLogger("x", FormatterLogger.class).error("%d %% of %s", 5, "all", new IllegalStateException("full"));
        String all = String.join("\n", texts());
        assertTrue(all.contains("5 % of all"), all);
        assertThrows(IllegalArgumentException.class, () -> service.getLogger("x", OwnLogger.class));
    }

    private interface OwnLogger extends Logger {}
}
