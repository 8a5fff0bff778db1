// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.GuardControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Whether the components of a plugin are there, and if not, why. */
final class Readiness {
    private static final long PAUSE_MILLIS = 20;

    private final ServiceComponentRuntime runtime;
    private final GuardControl guard;

    Readiness(ServiceComponentRuntime runtime, GuardControl guard) {
        this.runtime = runtime;
        this.guard = guard;
    }

    /**
     * Waits until each component of the bundle is satisfied, then activates each service once.
     *
     * @throws ReconException code {@code plugin-refused}
     */
    void await(PluginJar jar, Bundle bundle, Deadline deadline) throws InterruptedException {
        List<String> problems;
        while (!(problems = problems(bundle)).isEmpty()) {
            boolean hopeless = problems.stream().anyMatch(problem -> problem.contains(" failed "));
            if (hopeless || deadline.expired()) {
                throw Refusal.of(
                        jar.title() + " did not become ready: " + String.join("; ", problems) + ".",
                        "Report it to the author of the plugin, or add what it waits for.");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        activate(jar, bundle, deadline);
    }

    private void activate(PluginJar jar, Bundle bundle, Deadline deadline) {
        try {
            guard.activate(jar.name(), deadline);
        } catch (ReconException e) {
            List<String> problems = problems(bundle);
            throw Refusal.of(
                    jar.title() + " did not become ready: "
                            + (problems.isEmpty() ? e.getMessage() : String.join("; ", problems) + "."),
                    "Report it to the author of the plugin.",
                    e);
        }
    }

    /** A phrase for each component that is not satisfied. */
    List<String> problems(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            if (!runtime.isComponentEnabled(component)) {
                if (component.defaultEnabled) {
                    problems.add("its component " + component.name + " could not be loaded, perhaps for a class that is"
                            + " not in the jar");
                }
                continue;
            }
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty()) {
                problems.add("its component " + component.name + " waits for a configuration");
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                problem(component, configuration, problems);
            }
        }
        return problems;
    }

    private static void problem(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, List<String> problems) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            problems.add("its component " + component.name + " failed to activate: " + cause(configuration.failure));
        } else if (component.immediate && configuration.state == ComponentConfigurationDTO.SATISFIED) {
            problems.add(
                    "its component " + component.name + " is not active, perhaps for a class that is not in the jar");
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
            problems.add("its component " + component.name + " waits for a configuration");
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                problems.add("its component " + component.name + " waits for " + service(component, missing));
            }
        }
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        return Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
    }

    /** The innermost cause in a stack trace: the part that people understand. */
    private static String cause(String failure) {
        if (failure == null) {
            return "no reason was given";
        }
        String last = failure.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(failure.lines().findFirst().orElse("no reason was given"));
        int colon = last.indexOf(':');
        String type = colon < 0 ? last : last.substring(0, colon);
        return type.substring(type.lastIndexOf('.') + 1) + (colon < 0 ? "" : last.substring(colon));
    }
}
