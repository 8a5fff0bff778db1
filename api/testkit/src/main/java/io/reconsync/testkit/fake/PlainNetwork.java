// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.HttpReply;
import io.reconsync.api.runtime.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The real network, with the codes of the product. */
final class PlainNetwork implements Network {
    private static final int LARGEST_BODY = 8 << 20;

    @Override
    public Socket tcp(InetSocketAddress to, Deadline deadline) {
        Socket socket = new Socket();
        try {
            socket.connect(to, deadline.millis("connecting to " + to));
            socket.setSoTimeout(deadline.millis("connecting to " + to));
            return socket;
        } catch (IOException e) {
            throw failed(to.toString(), e);
        }
    }

    @Override
    public DatagramSocket udp(InetSocketAddress to, Deadline deadline) {
        try {
            DatagramSocket socket = new DatagramSocket();
            socket.connect(to);
            socket.setSoTimeout(deadline.millis("connecting to " + to));
            return socket;
        } catch (IOException e) {
            throw failed(to.toString(), e);
        }
    }

    @Override
    public HttpReply http(String method, URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        if (method.equals("PATCH")) {
            return patch(uri, headers, body, deadline);
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(deadline.millis("talking to " + uri.getHost()));
            connection.setReadTimeout(deadline.millis("talking to " + uri.getHost()));
            connection.setRequestMethod(method);
            headers.forEach(connection::setRequestProperty);
            if (body.length > 0) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            Map<String, List<String>> lower = new HashMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    lower.put(name.toLowerCase(Locale.ROOT), values);
                }
            });
            return new HttpReply(status, lower, read(connection, deadline));
        } catch (IOException e) {
            throw failed(uri.getScheme() + "://" + uri.getRawAuthority(), e);
        }
    }

    /** The older client does not know this method. */
    private static HttpReply patch(URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(deadline.millis("talking to " + uri.getHost())))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> reply =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, List<String>> lower = new HashMap<>();
            reply.headers().map().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
            return new HttpReply(reply.statusCode(), lower, reply.body());
        } catch (IOException e) {
            throw failed(uri.getScheme() + "://" + uri.getRawAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(uri.getScheme() + "://" + uri.getRawAuthority(), new IOException("interrupted", e));
        }
    }

    private static byte[] read(HttpURLConnection connection, Deadline deadline) throws IOException {
        InputStream error = connection.getErrorStream();
        InputStream in = error != null || connection.getResponseCode() >= 400 ? error : connection.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (in != null) {
            try (in) {
                byte[] buffer = new byte[8192];
                for (int read; body.size() < LARGEST_BODY && (read = in.read(buffer)) >= 0; ) {
                    deadline.check("reading a reply");
                    body.write(buffer, 0, Math.min(read, LARGEST_BODY - body.size()));
                }
            }
        }
        return body.toByteArray();
    }

    private static ReconException failed(String to, IOException e) {
        String code = e instanceof SocketTimeoutException
                ? "network-timeout"
                : e instanceof ConnectException ? "network-refused" : "network-failed";
        return new ReconException(
                code,
                ErrorOwner.REMOTE,
                to + " failed: " + e.getMessage() + ".",
                "Look at the test's server.",
                Duration.ofSeconds(5),
                e);
    }
}
