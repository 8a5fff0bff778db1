// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

/**
 * @param token that bots log in with
 * @param restPort 0 lets the system choose
 * @param gatewayPort 0 lets the system choose
 * @param parent the process ends with that one; 0 for none
 */
public record Options(String token, int restPort, int gatewayPort, long parent) {
    public static final String TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GreenS.imulated-token-of-the-test-bot";

    public static Options standard() {
        return new Options(TOKEN, 0, 0, 0);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(String... arguments) {
        Options options = standard();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--token" -> new Options(value, options.restPort(), options.gatewayPort(), options.parent());
                case "--rest-port" ->
                    new Options(options.token(), Integer.parseInt(value), options.gatewayPort(), options.parent());
                case "--gateway-port" ->
                    new Options(options.token(), options.restPort(), Integer.parseInt(value), options.parent());
                case "--parent" ->
                    new Options(options.token(), options.restPort(), options.gatewayPort(), Long.parseLong(value));
                default -> throw new IllegalArgumentException("no such option: " + arguments[i]);
            };
        }
        return options;
    }
}
