// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the tools of Gogo's JLine bundle, {@code grep} and the like, in the scope {@code gogo}. That bundle itself is
 * never started, since it would take the terminal of the process and end the framework with its input. Only sessions
 * need them, so they are there for as long as there are any.
 */
@Component(service = GogoTools.class)
public final class GogoTools {
    private static final String[] BUILTIN = {"format", "getopt", "new", "set", "tac", "type", "jobs", "fg", "bg"};
    private static final String[] PROCEDURAL = {
        "each", "if", "not", "throw", "try", "until", "while", "break", "continue"
    };
    private static final String[] POSIX = {
        "cat", "echo", "grep", "sort", "sleep", "cd", "pwd", "ls", "less", "watch", "head", "tail", "clear", "wc",
        "date"
    };

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    /** Made by DS. */
    @Activate
    public GogoTools(BundleContext context, @Reference CommandProcessor processor) {
        offered.add(context.registerService(
                Converter.class, new Converters(context.getBundle(0).getBundleContext()), scope(new String[0])));
        offered.add(context.registerService(Object.class, new Builtin(), scope(BUILTIN)));
        offered.add(context.registerService(Object.class, new Procedural(), scope(PROCEDURAL)));
        offered.add(context.registerService(Object.class, new PosixTools(processor), scope(POSIX)));
    }

    private static Hashtable<String, Object> scope(String[] functions) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, "gogo");
        if (functions.length > 0) {
            properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        }
        return properties;
    }

    /** Takes them back. */
    @Deactivate
    public void close() {
        offered.forEach(ServiceRegistration::unregister);
    }
}
