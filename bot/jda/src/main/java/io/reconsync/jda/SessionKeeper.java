// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.values.Closing;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session for as long as the configuration wants one. Without a token in a {@code discord:} section it holds
 * a listener of the configuration and nothing else: no thread, and no class of JDA. It waits until the plugins of the
 * start are up, so that a start costs the same with it.
 */
@Component(
        service = {},
        immediate = true)
public final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    private final BundleContext context;
    private final Configuration configuration;
    private final Events events;
    private final Instance instance;
    private final AutoCloseable watch;
    private Optional<SessionSettings> wanted = Optional.empty();
    private SessionLife life;
    private boolean closed;

    /** Made by DS. */
    @Activate
    public SessionKeeper(
            BundleContext context,
            @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.PLUGINS + ")") Condition plugins,
            @Reference Configuration configuration,
            @Reference Events events,
            @Reference Instance instance) {
        this.context = context;
        this.configuration = configuration;
        this.events = events;
        this.instance = instance;
        this.watch = configuration.onChange(this::look);
        look();
    }

    private synchronized void look() {
        Optional<SessionSettings> now = SessionSettings.of(configuration);
        if (closed || now.equals(wanted)) {
            return;
        }
        end();
        wanted = now;
        if (now.isPresent()) {
            life = new SessionLife(now.get(), context, events, instance);
        }
    }

    private void end() {
        if (life != null) {
            life.close();
            life = null;
        }
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        Closing.quietly(watch).ifPresent(why -> LOG.warn("A listener could not be withdrawn: {}", why));
        end();
    }
}
