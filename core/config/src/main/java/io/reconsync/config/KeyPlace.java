// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Mapping;

/** Where a dotted key's value stands; the whole file when the key is absent. */
record KeyPlace(Mapping tree) {
    Place of(String key) {
        YamlValue at = tree;
        for (String part : key.split("\\.")) {
            at = at instanceof Mapping mapping ? mapping.get(part) : null;
        }
        return at == null ? Place.WHOLE : at.place();
    }
}
