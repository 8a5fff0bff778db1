// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class ResolveSentenceTest {
    private static String of(String message) {
        return ResolveSentence.of("x", new BundleException(message, BundleException.RESOLVE_ERROR));
    }

    @Test
    void aMissingPackageIsNamed() {
        assertEquals(
                "The bundle x was not started: it needs the package foo.bar from version 1.2.0, which nothing here"
                        + " offers.",
                of("Unable to resolve x [3](R 3.0): missing requirement [x [3](R 3.0)] osgi.wiring.package;"
                        + " (&(osgi.wiring.package=foo.bar)(version>=1.2.0)(!(version>=2.0.0))) Unresolved"
                        + " requirements: [[x [3](R 3.0)] osgi.wiring.package; (&(osgi.wiring.package=foo.bar)"
                        + "(version>=1.2.0)(!(version>=2.0.0)))]"));
    }

    @Test
    void aMissingCapabilityIsNamed() {
        assertEquals(
                "The bundle x was not started: it needs the capability osgi.ee (&(osgi.ee=JavaSE)(version=99)).",
                of("Unable to resolve x [3](R 3.0): missing requirement [x [3](R 3.0)] osgi.ee;"
                        + " (&(osgi.ee=JavaSE)(version=99))"));
    }

    @Test
    void anotherReasonIsShownAsItIs() {
        BundleException e =
                new BundleException("outer", BundleException.ACTIVATOR_ERROR, new IllegalStateException("why"));
        assertEquals("The bundle x was not started: IllegalStateException: why", ResolveSentence.of("x", e));
    }
}
