// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.host.PluginDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the profiles and schemas that bundles name in their headers, for as long as those bundles are active. */
@Component(
        immediate = true,
        service = {})
public final class Documents implements BundleTrackerCustomizer<List<ServiceRegistration<PluginDocument>>> {
    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final int LARGEST = 1 << 20;

    private final BundleContext context;
    private final BundleTracker<List<ServiceRegistration<PluginDocument>>> tracker;

    /** Starts to look at bundles. */
    @Activate
    public Documents(BundleContext context) {
        this.context = context;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, this);
        tracker.open();
    }

    @Deactivate
    void deactivate() {
        tracker.close();
    }

    @Override
    public List<ServiceRegistration<PluginDocument>> addingBundle(Bundle bundle, BundleEvent event) {
        List<ServiceRegistration<PluginDocument>> registrations = new ArrayList<>();
        for (DocumentHeader header : DocumentHeader.of(bundle.getHeaders(""))) {
            try {
                Document document =
                        new Document(BundleName.of(bundle), header.kind(), header.name(), text(bundle, header.path()));
                registrations.add(context.registerService(PluginDocument.class, document, null));
            } catch (IOException e) {
                LOG.error("The bundle {} names {}, which cannot be read: {}", bundle, header.path(), e.getMessage());
            }
        }
        return registrations.isEmpty() ? null : registrations;
    }

    private static String text(Bundle bundle, String path) throws IOException {
        URL entry = bundle.getEntry(path);
        if (entry == null) {
            throw new IOException("it is not in the jar");
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it has more than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void modifiedBundle(
            Bundle bundle, BundleEvent event, List<ServiceRegistration<PluginDocument>> registrations) {
        // STARTING and ACTIVE are the same to us.
    }

    @Override
    public void removedBundle(
            Bundle bundle, BundleEvent event, List<ServiceRegistration<PluginDocument>> registrations) {
        registrations.forEach(ServiceRegistration::unregister);
    }

    private record Document(String plugin, Kind kind, String name, String text) implements PluginDocument {}
}
