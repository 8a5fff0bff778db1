// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.values.Closing;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens Gogo on a client's terminal, or lets it run the lines of a script; audited. Thread-safe. */
@Component(service = GogoSessions.class)
public final class GogoSessions {
    private final Offered<CommandProcessor> processor;
    private final Offered<Audit> audit;
    private final CommandRunner runner;
    private final List<Supplier<AutoCloseable>> scopes;

    /** Made by DS. */
    @Activate
    public GogoSessions(BundleContext context, @Reference CommandRunner runner) {
        this(
                Offered.of(context, CommandProcessor.class),
                Offered.of(context, Audit.class),
                runner,
                List.of(() -> held(context, GogoTools.class), () -> held(context, ReconScope.class)));
    }

    GogoSessions(
            Offered<CommandProcessor> processor,
            Offered<Audit> audit,
            CommandRunner runner,
            List<Supplier<AutoCloseable>> scopes) {
        this.processor = processor;
        this.audit = audit;
        this.runner = runner;
        this.scopes = List.copyOf(scopes);
    }

    /** Has the component of a type as long as it is not closed, if there is one. */
    private static AutoCloseable held(BundleContext context, Class<?> type) {
        ServiceReference<?> reference = context.getServiceReference(type);
        if (reference == null || context.getService(reference) == null) {
            return () -> {};
        }
        return () -> context.ungetService(reference);
    }

    /** Runs until the client leaves or says exit; gives the exit code. */
    int run(RemoteTerminal terminal, Actor actor) throws InterruptedException {
        CommandProcessor gogo = processor
                .now()
                .orElseThrow(() -> new ReconException(
                        "shell-missing",
                        ErrorOwner.INTERNAL,
                        "The bundle org.apache.felix.gogo.runtime does not run, so there is no shell.",
                        "The commands of the command line work all the same; logs/reconsync.log says why."));
        audit.now().ifPresent(rows -> rows.record(actor, "shell", "", "opened"));
        List<AutoCloseable> held = scopes.stream().map(Supplier::get).toList();
        try {
            return new GogoSession(gogo, terminal, actor, runner, audit).run();
        } finally {
            held.forEach(Closing::quietly);
            audit.now().ifPresent(rows -> rows.record(actor, "shell", "", "closed"));
        }
    }

    /** Lets go of the services. */
    @Deactivate
    public void close() {
        processor.close();
        audit.close();
    }
}
