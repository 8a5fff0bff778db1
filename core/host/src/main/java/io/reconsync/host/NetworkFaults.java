// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;

/** What went wrong on a wire, as errors that say so. */
final class NetworkFaults {
    private NetworkFaults() {}

    static ReconException of(String to, Throwable thrown) {
        if (thrown instanceof UnknownHostException || thrown.getCause() instanceof UnresolvedAddressException) {
            return fault(
                    "network-unknown-host",
                    ErrorOwner.USER,
                    "The name of " + to + " is not known.",
                    "Check the spelling of the address and this machine's name service.",
                    thrown);
        }
        if (thrown instanceof HttpTimeoutException || thrown instanceof SocketTimeoutException) {
            return timeout(to, thrown);
        }
        if (thrown instanceof NoRouteToHostException) {
            return fault(
                    "network-unreachable",
                    ErrorOwner.REMOTE,
                    to + " cannot be reached: there is no route.",
                    "Check the address, the network and the firewall.",
                    thrown);
        }
        if (thrown instanceof ConnectException || thrown instanceof PortUnreachableException) {
            return fault(
                    "network-refused",
                    ErrorOwner.REMOTE,
                    to + " refused the connection.",
                    "Check that something listens there and that the port is right.",
                    thrown);
        }
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return message.toLowerCase(Locale.ROOT).contains("timed out")
                ? timeout(to, thrown)
                : fault(
                        "network-failed",
                        ErrorOwner.REMOTE,
                        "The connection to " + to + " broke: " + message + ".",
                        "Try again; if it goes on, look at the other side's log.",
                        thrown);
    }

    static ReconException timeout(String to, Throwable cause) {
        return fault(
                "network-timeout",
                ErrorOwner.REMOTE,
                to + " did not answer in time.",
                "Check that it runs and that no firewall swallows the packets.",
                cause);
    }

    static ReconException bad(String what) {
        return new ReconException(
                "network-bad-address",
                ErrorOwner.USER,
                what + " is not an address that can be used.",
                "Give a complete address that starts with http:// or https://.");
    }

    private static ReconException fault(String code, ErrorOwner owner, String text, String next, Throwable cause) {
        Duration retry = owner == ErrorOwner.REMOTE ? Duration.ofSeconds(5) : null;
        return new ReconException(code, owner, text, next, retry, cause instanceof IOException ? cause : null);
    }
}
