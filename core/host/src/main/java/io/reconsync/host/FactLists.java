// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The named lists of one plugin. Thread-safe. */
final class FactLists {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MOST_LISTS = 32;
    private static final int MOST_VALUES = 1000;
    private static final int LONGEST = 100;

    private final String plugin;
    private final Lease lease;
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    FactLists(String plugin, Lease lease) {
        this.plugin = plugin;
        this.lease = lease;
    }

    void publish(String name, List<String> values) {
        lease.check();
        List<String> copy = List.copyOf(values);
        if (!NAME.matcher(name).matches()) {
            throw refused("the name '" + name + "' is not made of a-z, 0-9 and dashes");
        }
        if (copy.size() > MOST_VALUES || copy.stream().anyMatch(value -> value.length() > LONGEST)) {
            throw refused("the list " + name + " has more than " + MOST_VALUES + " values or one of more than "
                    + LONGEST + " characters");
        }
        if (lists.size() >= MOST_LISTS && !lists.containsKey(name)) {
            throw refused("it publishes " + MOST_LISTS + " lists already");
        }
        lists.put(name, copy);
    }

    private ReconException refused(String why) {
        return new ReconException(
                "facts-refused",
                ErrorOwner.PLUGIN,
                "The plugin " + plugin + " published facts that were refused: " + why + ".",
                "Report it to the author of the plugin.");
    }

    Map<String, List<String>> lists() {
        return Map.copyOf(lists);
    }
}
