// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.command.Actor;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit, in the database. */
@Component(service = {Audit.class, JournalAudit.class})
public final class JournalAudit implements Audit {
    private static final int LONGEST = 4000;

    private final Database database;
    private final SecretMasks masks;
    private final Clock clock;
    private final Function<String, String> guildOf;

    /** As a component. */
    @Activate
    public JournalAudit(
            @Reference Database database, @Reference SecretMasks masks, @Reference Configuration configuration) {
        this(
                database,
                masks,
                Clock.systemUTC(),
                server -> configuration
                        .server(server)
                        .map(config -> config.guild())
                        .orElse("local"));
    }

    JournalAudit(Database database, SecretMasks masks, Clock clock, Function<String, String> guildOf) {
        this.database = database;
        this.masks = masks;
        this.clock = clock;
        this.guildOf = guildOf;
        database.migrate("jobs", JobsTables.SCRIPTS);
    }

    @Override
    public void record(Actor actor, String action, String target, String outcome) {
        AuditTable.Entry entry = entry(actor, action, target, outcome);
        database.write(connection -> {
            AuditTable.insert(connection, entry);
            return null;
        });
    }

    /** A masked row of now, to be written together with the act itself; the target is a server's id or a text. */
    AuditTable.Entry entry(Actor actor, String action, String target, String outcome) {
        Row row = new Row(
                clock.instant(), actor, cut(masks.mask(action), 100), cut(masks.mask(target), 400), text(outcome));
        return new AuditTable.Entry(Ids.next(clock), guild(target), row);
    }

    String guild(String server) {
        return guildOf.apply(server);
    }

    private String text(String outcome) {
        return cut(masks.mask(outcome), LONGEST);
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    @Override
    public List<Row> list(int limit) {
        return database.read(connection -> AuditTable.newest(connection, limit));
    }
}
