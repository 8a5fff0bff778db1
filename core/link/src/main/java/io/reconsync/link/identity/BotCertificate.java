// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What the bot shows to those who connect: its own certificate, made when there is none, or a given one.
 *
 * @param key the private key
 * @param chain the certificate first
 */
public record BotCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    /** The bot's own, out of one file, which is made at the first start. */
    public static BotCertificate own(PrivateFile file, String name, Clock clock) {
        if (file.read().isEmpty()) {
            SelfSigned made = SelfSigned.make(name, clock);
            try {
                file.write(Pem.write(KEY, made.pair().getPrivate().getEncoded())
                        + Pem.write(CERTIFICATE, made.certificate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A certificate that was just made can be written.", e);
            }
        }
        String text = file.read().orElse("");
        return of(text, text, file.path(), file.path());
    }

    /** A given one: PEM files with the chain, and the key in PKCS#8. */
    public static BotCertificate given(Path certificate, Path key) {
        return of(text(certificate), text(key), certificate, key);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Pem.unusable("The file " + file, "it cannot be read", "Look at link: in conf/reconsync.yaml.");
        }
    }

    private static BotCertificate of(String certificates, String keys, Path certificateFile, Path keyFile) {
        byte[] key = Pem.read(keys, KEY)
                .orElseThrow(() -> Pem.unusable(
                        "The key in " + keyFile,
                        "it is not in PKCS#8",
                        "Convert it with: openssl pkcs8 -topk8 -nocrypt -in <key> -out <new key>."));
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates
                            .substring(Math.max(0, certificates.indexOf("-----BEGIN " + CERTIFICATE)))
                            .getBytes(StandardCharsets.US_ASCII)));
            List<X509Certificate> all =
                    chain.stream().map(X509Certificate.class::cast).toList();
            if (all.isEmpty()) {
                throw new GeneralSecurityException("it holds none");
            }
            String algorithm = all.get(0).getPublicKey().getAlgorithm();
            PrivateKey secret = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            return new BotCertificate(secret, all);
        } catch (GeneralSecurityException e) {
            throw Pem.unusable(
                    "The certificate in " + certificateFile,
                    String.valueOf(e.getMessage()),
                    "Give a certificate and its own key, or none: then the bot makes its own.");
        }
    }

    /** The pin of the certificate. */
    public String pin() {
        return Digests.pin(chain.get(0));
    }

    /** Whether agents have to be given the pin, because nobody else vouches for the certificate. */
    public boolean pinned() {
        X509Certificate leaf = chain.get(0);
        return leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
    }

    /** TLS with it. */
    public SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("bot", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw Pem.unusable(
                    "The bot's certificate",
                    String.valueOf(e.getMessage()),
                    "Give a certificate and its own key in conf/reconsync.yaml, or none.");
        }
    }

    @Override
    public String toString() {
        return "BotCertificate[" + pin() + "]";
    }
}
