// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/..",
                "../a",
                "a/./b",
                ".a",
                "a/.b",
                "A",
                "ä",
                "a b",
                "a\n",
                "a\0",
                "a\\b",
                "a:b",
                "a+b",
                "a,b",
                "a/b/c/d/e/f/g/h/i",
                "\u0130"
            })
    void whatIsNotSafeAsAPathIsNoName(String value) {
        assertThrows(IllegalArgumentException.class, () -> new BlobName(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "_", "-", "a.b", "a..b", "a.", "con", "x.tar.zst", "a/b/c/d/e/f/g/h"})
    void whatIsSafeIsOne(String value) {
        assertEquals(value, new BlobName(value).toString());
    }

    @Test
    void hasAtMost240Characters() {
        assertEquals(240, new BlobName("a".repeat(240)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new BlobName("a".repeat(241)));
    }

    @Test
    void aPrefixIsTheBeginningOfTheWholeName() {
        BlobName name = new BlobName("s/10");
        assertTrue(new BlobPrefix("").covers(name));
        assertTrue(new BlobPrefix("s/1").covers(name));
        assertFalse(new BlobPrefix("/10").covers(name));
        assertFalse(new BlobPrefix("s/100").covers(name));
    }
}
