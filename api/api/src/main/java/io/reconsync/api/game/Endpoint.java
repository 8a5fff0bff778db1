// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

/**
 * Where a port is.
 *
 * @param host a name or address
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port " + port + " is not between 1 and 65535.");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
