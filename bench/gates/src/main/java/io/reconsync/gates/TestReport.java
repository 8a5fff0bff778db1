// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One report file of surefire or failsafe.
 *
 * @param testClass its name
 * @param executed tests that really ran
 * @param failed those that failed or broke
 * @param skipped the others, as {@code Class#method}; a failed assumption is a skip too
 */
record TestReport(String testClass, int executed, int failed, List<String> skipped) {
    /** The reports of a module; those of classes that no longer exist are left out. */
    static List<TestReport> of(Room room) throws IOException {
        List<TestReport> reports = new ArrayList<>();
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            Path reportFolder = room.folder().resolve("target").resolve(folder);
            if (!Files.isDirectory(reportFolder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(reportFolder)) {
                for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                        .sorted()
                        .toList()) {
                    TestReport report = read(file);
                    if (Files.exists(room.folder()
                            .resolve("target/test-classes")
                            .resolve(report.testClass().replace('.', '/') + ".class"))) {
                        reports.add(report);
                    }
                }
            }
        }
        return reports;
    }

    private static TestReport read(Path file) throws IOException {
        Element suite;
        try {
            suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
        List<String> skipped = new ArrayList<>();
        int failed = 0;
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            if (test.getElementsByTagName("skipped").getLength() > 0) {
                skipped.add(test.getAttribute("classname") + "#" + test.getAttribute("name"));
            } else if (test.getElementsByTagName("failure").getLength() > 0
                    || test.getElementsByTagName("error").getLength() > 0) {
                failed++;
            }
        }
        return new TestReport(
                suite.getAttribute("name"), cases.getLength() - skipped.size(), failed, List.copyOf(skipped));
    }
}
