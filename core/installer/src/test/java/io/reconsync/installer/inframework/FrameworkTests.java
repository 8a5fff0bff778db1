// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests that need a framework in this Java, as a program of its own. */
final class FrameworkTests {
    static final String RAN = "ran without a failure: ";
    static final List<String> CLASSES = List.of(
            "io.reconsync.installer.DropTest",
            "io.reconsync.installer.RefusedTest",
            "io.reconsync.installer.ReplaceTest",
            "io.reconsync.installer.inframework.HotDeployTest");

    private FrameworkTests() {}

    /** The Java that it is meant to be. */
    public static void main(String[] arguments) {
        if (Runtime.version().feature() != Integer.parseInt(arguments[0])) {
            System.out.println("This is Java " + Runtime.version() + ".");
            System.exit(2);
        }
        LauncherDiscoveryRequestBuilder chosen = LauncherDiscoveryRequestBuilder.request();
        CLASSES.forEach(name -> chosen.selectors(selectClass(name)));
        LauncherDiscoveryRequest request = chosen.build();
        SummaryGeneratingListener heard = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, heard);
        heard.getSummary().printFailuresTo(new PrintWriter(System.out, true), 50);
        long good = heard.getSummary().getTestsSucceededCount();
        boolean whole = heard.getSummary().getTotalFailureCount() == 0
                && good == heard.getSummary().getTestsFoundCount();
        if (whole) {
            System.out.println(RAN + good);
        }
        System.out.flush();
        System.exit(whole ? 0 : 1);
    }
}
