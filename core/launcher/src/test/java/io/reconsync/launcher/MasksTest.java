// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.reconsync.api.Secret;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasksTest {
    private final Masks masks = new Masks();

    @Test
    void everyOccurrenceIsMasked() {
        masks.add(Secret.of("hunter2"));
        assertEquals("login *** and *** again", masks.mask("login hunter2 and hunter2 again"));
    }

    @Test
    void aSecretInsideOfAnotherLeavesNothingBehind() {
        masks.add(Secret.of("abcd"));
        masks.add(Secret.of("abcdefgh"));
        assertEquals("x***y", masks.mask("xabcdefghy"));
    }

    @Test
    void theFormsInAddressesAndJsonAndBase64AreMaskedToo() {
        String value = "p&ss \"w\\rd";
        masks.add(Secret.of(value));
        String base64 = Base64.getEncoder().encodeToString(value.getBytes());
        String text = masks.mask("?key=p%26ss+%22w%5Crd {\"a\":\"p&ss \\\"w\\\\rd\"} " + base64);
        assertEquals("?key=*** {\"a\":\"***\"} ***", text);
    }

    @Test
    void shortValuesWouldGarbleEverything() {
        masks.add(Secret.of("abc"));
        masks.add(Secret.EMPTY);
        assertEquals("abc", masks.mask("abc"));
    }

    @Test
    void nothingStaysNothing() {
        masks.add(Secret.of("hunter2"));
        assertNull(masks.mask(null));
        assertFalse(masks.mask("").contains("*"));
    }
}
