// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A key and a certificate that it signs for itself: P-256, X.509 version 3, ten years. Source: RFC 5280, section 4.1. Agents
 * trust it by its pin, so names in it mean nothing.
 *
 * @param pair the key
 * @param certificate over its public half
 */
record SelfSigned(KeyPair pair, X509Certificate certificate) {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] CONSTRAINTS = Der.oid(2, 5, 29, 19);

    static SelfSigned make(String name, Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] body = body(name, pair, clock.instant());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            certificate.verify(pair.getPublic());
            return new SelfSigned(pair, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime makes and checks P-256 certificates.", e);
        }
    }

    private static byte[] body(String name, KeyPair pair, Instant now) {
        byte[] subject = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(name))));
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, new SecureRandom()).setBit(64)),
                ECDSA_WITH_SHA256,
                subject,
                // A day back, for machines whose clocks are late.
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(3650)))),
                subject,
                pair.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(Der.sequence(CONSTRAINTS, Der.octets(Der.sequence())))));
    }
}
