// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**|a/b/c|true",
                "**/session.lock|session.lock|true",
                "**/session.lock|a/b/session.lock|true",
                "**/session.lock|a/session.locked|false",
                "*.tmp|a.tmp|true",
                "*.tmp|a/b.tmp|false",
                "logs/**|logs/a/b|true",
                "logs/**|logs|true",
                "a/**/z|a/z|true",
                "a/**/z|a/b/c/z|true",
                "a/**/z|a/b/c/zz|false",
                "world*/level.dat|world_nether/level.dat|true",
                "?.db|ab.db|false",
                "{a,b}.dat|b.dat|true",
                "{a,b}.dat|c.dat|false",
                "A.dat|a.dat|false",
                "./a|a|true",
                "a+(b).[c]|a+(b).[c]|true",
            })
    void matches(String glob, String path, boolean expected) {
        assertEquals(expected, Glob.of(glob).matches(path));
    }

    @Test
    void aFolderCoversWhatIsInIt() {
        assertEquals(true, Glob.of("logs").covers("logs/a/b"));
        assertFalse(Glob.of("logs").covers("catalogs/a"));
    }

    @Test
    void evilGlobsTakeNoTime() {
        String path = "a".repeat(200) + "/" + "a".repeat(200);
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertFalse(Glob.of("*a".repeat(100) + "b/**/**/**/**/x").matches(path));
            assertFalse(Glob.of("{a,b}".repeat(20)).matches(path));
        });
    }
}
