// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Loads those parts of Java that bundles use in their start, while the framework makes itself ready for the bundles. They
 * would load them one after the other. When that fails, nothing is lost but the time.
 */
final class Beside {
    private Beside() {}

    /** Begins, in a thread that soon ends. */
    static void begin(RunningInstance instance) {
        Thread thread = new Thread(() -> load(instance), "beside");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load(RunningInstance instance) {
        try {
            SAXParserFactory parsers = SAXParserFactory.newInstance();
            parsers.setNamespaceAware(true);
            byte[] text = "<?xml version='1.0'?><a:b xmlns:a='c' d='e'>f</a:b>".getBytes(StandardCharsets.UTF_8);
            parsers.newSAXParser().parse(new ByteArrayInputStream(text), new DefaultHandler());
            MessageDigest.getInstance("SHA-256");
            DriverManager.getDrivers();
            instance.started();
        } catch (SAXException | ParserConfigurationException | IOException | NoSuchAlgorithmException e) {
            LoggerFactory.getLogger(Beside.class).debug("Not loaded beforehand: {}", e.getMessage());
        }
    }
}
