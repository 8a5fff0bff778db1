// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.LogControl;
import io.reconsync.contract.runtime.SecretMasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * The framework of this process. Its cache is made anew at each start: bundles are used from where they lie, so nothing
 * is copied, and no state of an earlier run can be stale.
 */
final class OsgiFramework {
    private final Framework framework;
    private final Path cache;
    private final List<String> failures;

    private OsgiFramework(Framework framework, Path cache, List<String> failures) {
        this.framework = framework;
        this.cache = cache;
        this.failures = failures;
    }

    static OsgiFramework start(Program program, Instance instance, LogControl log, SecretMasks masks)
            throws BundleException, IOException {
        FrameworkLog frameworkLog = new FrameworkLog();
        Framework framework = new FrameworkFactory().newFramework(settings(instance.home(), frameworkLog));
        framework.init(frameworkLog);
        BundleContext context = framework.getBundleContext();
        context.addFrameworkListener(frameworkLog);
        context.registerService(Instance.class, instance, null);
        context.registerService(LogControl.class, log, null);
        context.registerService(SecretMasks.class, masks, null);
        new BundleLogService().register(context);
        framework.start();
        return new OsgiFramework(
                framework, cache(instance.home()), new ProgramBundles(program.bundles()).start(context));
    }

    private static Map<String, String> settings(Home home, FrameworkLog log) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache(home).toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.extra());
        settings.put("felix.log.level", "2");
        // Handing parts of so small a set to other threads costs more than it saves.
        settings.put("felix.resolver.parallelism", "1");
        settings.put("felix.log.logger", log);
        settings.put("ds.loglevel", "warn");
        return textual(settings);
    }

    /** Felix takes its logger as an object out of a map that is declared to hold texts. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> textual(Map<String, Object> settings) {
        return (Map) settings;
    }

    private static Path cache(Home home) {
        return home.cache().resolve("framework");
    }

    /** A sentence for each bundle of the program that does not run. */
    List<String> failures() {
        return failures;
    }

    /** Stops everything; false when that was not over in time. */
    boolean stop(Duration limit) throws BundleException, InterruptedException, IOException {
        framework.stop();
        FrameworkEvent end = framework.waitForStop(limit.toMillis());
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            return false;
        }
        // Now rather than at the next start, which would wait for it.
        FileTrees.remove(cache);
        return true;
    }
}
