// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

/**
 * A file that a bundle ships for core, published as a service by host for as long as the bundle is active. Bundles name
 * them in headers: {@code ReconSync-Games: games/ark.yaml} and {@code ReconSync-Schema: ark=schema/ark.json}, several
 * separated by commas.
 */
public interface PluginDocument {
    /** The bundle's name. */
    String plugin();

    /** What it is. */
    Kind kind();

    /** The game's key or the schema's namespace. */
    String name();

    /** Its text. */
    String text();

    /** What a document is. */
    enum Kind {
        /** A game's profile, YAML. */
        PROFILE,
        /** A JSON Schema for one namespace. */
        SCHEMA
    }
}
