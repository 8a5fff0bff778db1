// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.values.Closing;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Says which ends of the link are configured, as conditions that its components wait for: an installation without
 * {@code link:} loads nothing of it.
 */
@Component(service = LinkGate.class, immediate = true)
public final class LinkGate {
    private final ComponentContext context;
    private final Configuration configuration;
    private final AutoCloseable listening;

    @Activate
    public LinkGate(ComponentContext context, @Reference Configuration configuration) {
        this.context = context;
        this.configuration = configuration;
        this.listening = configuration.onChange(this::look);
        look();
    }

    private void look() {
        set("listen", LinkListenCondition.class);
        set("bot", LinkBotCondition.class);
    }

    private void set(String key, Class<?> condition) {
        boolean wanted =
                configuration.section("link").flatMap(link -> link.text(key)).isPresent();
        if (wanted) {
            context.enableComponent(condition.getName());
        } else {
            context.disableComponent(condition.getName());
        }
    }

    @Deactivate
    void stop() {
        Closing.quietly(listening);
    }
}
