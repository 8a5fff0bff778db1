// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.values.Closing;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps Gogo's scope {@code recon} equal to the registry: one function for each first word of a command. Only
 * sessions need it, so it is there for as long as there are any.
 */
@Component(service = ReconScope.class)
public final class ReconScope {
    private final BundleContext context;
    private final Commands commands;
    private final CommandRunner runner;
    private final Map<String, ServiceRegistration<?>> words = new ConcurrentHashMap<>();
    private final AutoCloseable listening;

    /** Made by DS. */
    @Activate
    public ReconScope(BundleContext context, @Reference Commands commands, @Reference CommandRunner runner) {
        this.context = context;
        this.commands = commands;
        this.runner = runner;
        this.listening = commands.onChange(this::refresh);
        refresh();
    }

    private synchronized void refresh() {
        Set<String> wanted = new TreeSet<>(Set.of("help"));
        commands.list().forEach(entry -> wanted.add(entry.name().split(" ")[0]));
        words.keySet().stream().filter(word -> !wanted.contains(word)).toList().forEach(this::remove);
        wanted.stream().filter(word -> !words.containsKey(word)).forEach(this::add);
    }

    private void add(String word) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, "recon");
        properties.put(CommandProcessor.COMMAND_FUNCTION, word);
        words.put(word, context.registerService(Function.class, new ReconFunction(word, runner), properties));
    }

    private void remove(String word) {
        words.remove(word).unregister();
    }

    /** Takes the functions back. */
    @Deactivate
    public synchronized void close() {
        Closing.quietly(listening);
        words.keySet().stream().toList().forEach(this::remove);
    }
}
