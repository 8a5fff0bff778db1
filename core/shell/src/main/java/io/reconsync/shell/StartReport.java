// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.runtime.Instance;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the start takes too long, says which components wait for what, since a component that waits says nothing. */
@Component(
        service = {},
        immediate = true)
public final class StartReport {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 500;

    private final Logger log = LoggerFactory.getLogger(StartReport.class);
    private final Instance instance;
    private final ServiceComponentRuntime components;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Made by DS. */
    @Activate
    public StartReport(@Reference Instance instance, @Reference ServiceComponentRuntime components) {
        this.instance = instance;
        this.components = components;
        Thread thread = new Thread(this::watch, "start-report");
        thread.setDaemon(true);
        thread.start();
    }

    /** The start is over. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Condition.CONDITION_ID + "=" + Conditions.PLUGINS + ")")
    void bindPlugins(Condition plugins) {
        stopped.countDown();
    }

    void unbindPlugins(Condition plugins) {
        // Only the start is watched.
    }

    private void watch() {
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!instance.isReady() && !stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    components.getComponentDescriptionDTOs().forEach(this::report);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(ComponentDescriptionDTO component) {
        for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
            if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                log.warn("{} of {} failed: {}", component.name, component.bundle.symbolicName, configuration.failure);
            } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                String missing = Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> interfaceOf(component, reference.name))
                        .collect(Collectors.joining(", "));
                log.warn("{} of {} waits for {}.", component.name, component.bundle.symbolicName, missing);
            }
        }
    }

    private static String interfaceOf(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(known -> known.name.equals(reference))
                .map(known -> known.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    /** Ends the watch. */
    @Deactivate
    public void close() {
        stopped.countDown();
    }
}
