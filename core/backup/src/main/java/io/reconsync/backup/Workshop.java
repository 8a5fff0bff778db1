// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.LiveDatabase;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.archive.Extractor;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All that the jobs of this room work with. Thread-safe. */
@Component(service = Workshop.class)
public final class Workshop {
    final Instance instance;
    final Servers servers;
    final Configuration configuration;
    final Events events;
    final JsonCodec json;
    final Clock clock;
    final Extractor extractor;
    final Optional<LiveDatabase> live;
    final Catalog catalog;
    final RestoreTable restores;
    final Leases leases;
    final Destinations destinations;
    /** Ids of the restores under way in this process. */
    final Set<String> alive = ConcurrentHashMap.newKeySet();

    private final List<ArchiveFormat> formats;

    /** By the framework. */
    @Activate
    public Workshop(
            @Reference Instance instance,
            @Reference Servers servers,
            @Reference Configuration configuration,
            @Reference Events events,
            @Reference JsonCodec json,
            @Reference Database database,
            @Reference PluginServices plugins,
            @Reference PluginContext context,
            @Reference Extractor extractor,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    LiveDatabase live,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
                    List<ArchiveFormat> formats) {
        this.instance = instance;
        this.servers = servers;
        this.configuration = configuration;
        this.events = events;
        this.json = json;
        this.clock = context.clock();
        this.extractor = extractor;
        this.live = Optional.ofNullable(live);
        this.formats = List.copyOf(formats);
        this.catalog = new Catalog(database);
        this.restores = new RestoreTable(database);
        this.leases = new Leases(new LeaseTable(database, json), servers, events, clock);
        this.destinations = new Destinations(configuration, plugins);
    }

    ArchiveFormat format(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ReconException(
                        "format-unknown",
                        ErrorOwner.USER,
                        "There is no archive format '" + name + "'.",
                        "Use one of: "
                                + String.join(
                                        ", ",
                                        formats.stream()
                                                .map(ArchiveFormat::name)
                                                .sorted()
                                                .toList())
                                + "."));
    }

    void emit(String kind, Severity severity, String server, String text, Map<String, String> values) {
        events.emit(new Event(clock.instant(), kind, severity, Optional.of(server), text, values));
    }
}
