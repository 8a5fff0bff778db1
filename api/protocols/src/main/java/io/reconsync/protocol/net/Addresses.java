// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks host names up within a deadline: the system's own look-up knows neither deadline nor interruption. */
final class Addresses {
    private Addresses() {}

    static InetSocketAddress resolve(Endpoint at, Faults faults, Deadline deadline) {
        if (literal(at.host())) {
            InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
            if (address.isUnresolved()) {
                throw faults.unreachable("the address is not valid");
            }
            return address;
        }
        FutureTask<InetAddress> lookUp = new FutureTask<>(() -> InetAddress.getByName(at.host()));
        Thread thread = new Thread(lookUp, "reconsync-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return new InetSocketAddress(lookUp.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS), at.port());
        } catch (InterruptedException e) {
            throw faults.interrupted();
        } catch (TimeoutException e) {
            throw faults.unreachable("the look-up of the host name takes too long");
        } catch (ExecutionException e) {
            boolean unknown = e.getCause() instanceof UnknownHostException;
            throw faults.unreachable(unknown ? "the host name is not known" : "the host name cannot be looked up");
        }
    }

    private static boolean literal(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }
}
