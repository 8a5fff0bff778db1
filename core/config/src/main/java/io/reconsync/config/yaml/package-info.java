// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** YAML files as trees that know where each value stands. */
package io.reconsync.config.yaml;
