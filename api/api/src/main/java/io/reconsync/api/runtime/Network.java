// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import io.reconsync.api.Deadline;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Network clients of one bundle. Every call has a deadline; what is left open is closed when the bundle leaves. */
@ProviderType
public interface Network {
    /** A connected TCP socket whose read timeout is what is left of the deadline. The caller closes it. */
    Socket tcp(InetSocketAddress to, Deadline deadline);

    /** A connected UDP socket, so that a refused port shows itself. The caller closes it. */
    DatagramSocket udp(InetSocketAddress to, Deadline deadline);

    /**
     * One HTTP exchange; redirects are not followed; the reply body is cut at 8 MiB.
     *
     * @param method {@code GET}, {@code POST} and so on
     * @param body may be empty
     */
    HttpReply http(String method, URI uri, Map<String, String> headers, byte[] body, Deadline deadline);
}
