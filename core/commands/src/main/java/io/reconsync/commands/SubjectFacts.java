// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.servers.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What {@code why} can be asked about. */
@Component(service = FactSource.class)
public final class SubjectFacts implements FactSource {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Servers servers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Plugins plugins;

    @Activate
    public SubjectFacts() {}

    @Override
    public Map<String, List<String>> facts() {
        List<String> names = new ArrayList<>();
        Optional.ofNullable(servers).ifPresent(known -> known.all().forEach(server -> names.add(server.id())));
        Optional.ofNullable(plugins).ifPresent(known -> known.list().forEach(plugin -> names.add(plugin.name())));
        return Map.of("subjects", names);
    }
}
