// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP reply.
 *
 * @param status the status code
 * @param headers lower-case names
 * @param body at most 8 MiB
 */
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, by lower-case name. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
