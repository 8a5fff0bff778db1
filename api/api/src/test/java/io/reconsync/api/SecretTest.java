// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final String VALUE = "hunter2";
    private static final Secret SECRET = Secret.of(VALUE);

    record Login(String name, Secret password) {}

    @Test
    void neverPrintsItself() {
        for (Object holder : List.of(
                SECRET,
                new Login("ann", SECRET),
                Optional.of(SECRET),
                List.of(SECRET),
                Map.of("password", SECRET),
                String.valueOf(SECRET),
                "" + SECRET,
                String.format("%s %10s", SECRET, SECRET),
                Arrays.asList(SECRET, SECRET))) {
            assertFalse(holder.toString().contains(VALUE), holder::toString);
            assertTrue(holder.toString().contains("***"), holder::toString);
        }
        assertEquals("***", Secret.of("").toString(), "not even that it is empty");
    }

    @Test
    void cannotBeSerialised() {
        assertFalse((Object) SECRET instanceof Serializable);
    }

    @Test
    void givesItsValueToWhoeverAsks() {
        assertEquals(VALUE, SECRET.reveal());
        assertEquals(SECRET, Secret.of(VALUE));
        assertEquals(SECRET.hashCode(), Secret.of(VALUE).hashCode());
        assertNotEquals(SECRET, Secret.of("hunter3"));
        assertTrue(Secret.of("").isEmpty());
        assertEquals(Secret.EMPTY, Secret.of(""));
    }
}
