// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which bot an agent believes. With a pin: the one whose certificate has that key, wherever it is and whatever its names;
 * without: one that the machine's authorities vouch for under the name that was dialled. Remembers the pin of the last
 * certificate that it believed.
 */
public final class BotTrust extends X509ExtendedTrustManager {
    private final String pin;
    private final X509ExtendedTrustManager authorities;
    private volatile String seen;

    /** {@code pin} empty: authorities. */
    public BotTrust(String pin) {
        this.pin = pin;
        this.seen = pin;
        this.authorities = authorities();
    }

    private static X509ExtendedTrustManager authorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager fit) {
                    return fit;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime knows no authorities.", e);
        }
        throw new IllegalStateException("This Java runtime knows no authorities.");
    }

    /** The pin of the certificate believed last. */
    public String seen() {
        return seen;
    }

    /** TLS with this belief. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has TLS.", e);
        }
    }

    private void pinned(X509Certificate[] chain) throws CertificateException {
        String found = Digests.pin(chain[0]);
        if (!found.equals(pin)) {
            throw new CertificateException("the bot shows a certificate with another key than the one it had when this"
                    + " agent was enrolled (" + found + " instead of " + pin + ")");
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (pin.isEmpty()) {
            authorities.checkServerTrusted(chain, type, engine);
            seen = Digests.pin(chain[0]);
        } else {
            pinned(chain);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only connections of the link are believed here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only connections of the link are believed here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
