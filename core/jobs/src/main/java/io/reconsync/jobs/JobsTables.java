// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import java.util.List;

/** The tables of this room. */
final class JobsTables {
    /** All scripts ever, oldest first. */
    static final List<String> SCRIPTS = List.of("""
            CREATE TABLE jobs (
              id VARCHAR(36) NOT NULL PRIMARY KEY,
              guild VARCHAR(64) NOT NULL,
              kind VARCHAR(64) NOT NULL,
              server VARCHAR(100),
              actor_name VARCHAR(200) NOT NULL,
              actor_tier VARCHAR(16) NOT NULL,
              actor_surface VARCHAR(16) NOT NULL,
              timeout_ms BIGINT NOT NULL,
              urgent INTEGER NOT NULL,
              job_key VARCHAR(200),
              state VARCHAR(16) NOT NULL,
              attempts INTEGER NOT NULL,
              step VARCHAR(100) NOT NULL,
              progress DOUBLE PRECISION NOT NULL,
              text VARCHAR(4000) NOT NULL,
              created BIGINT NOT NULL,
              started BIGINT,
              ended BIGINT,
              error_code VARCHAR(64),
              error_owner VARCHAR(16),
              error_message VARCHAR(4000),
              error_next VARCHAR(4000)
            )
            ;
            CREATE INDEX jobs_by_state ON jobs (state, created)
            ;
            CREATE INDEX jobs_by_server ON jobs (server, created)
            ;
            CREATE TABLE job_values (
              job VARCHAR(36) NOT NULL,
              part VARCHAR(16) NOT NULL,
              name VARCHAR(200) NOT NULL,
              value VARCHAR(65536) NOT NULL,
              PRIMARY KEY (job, part, name)
            )
            ;
            CREATE TABLE audit (
              id VARCHAR(36) NOT NULL PRIMARY KEY,
              guild VARCHAR(64) NOT NULL,
              at BIGINT NOT NULL,
              actor_name VARCHAR(200) NOT NULL,
              actor_tier VARCHAR(16) NOT NULL,
              actor_surface VARCHAR(16) NOT NULL,
              action VARCHAR(100) NOT NULL,
              target VARCHAR(400) NOT NULL,
              outcome VARCHAR(4000) NOT NULL
            )
            ;
            CREATE INDEX audit_by_time ON audit (at)
            ;
            CREATE TABLE schedule_moments (
              name VARCHAR(200) NOT NULL PRIMARY KEY,
              guild VARCHAR(64) NOT NULL,
              expression VARCHAR(400) NOT NULL,
              moment BIGINT NOT NULL,
              outcome VARCHAR(4000) NOT NULL
            )
            """);

    private JobsTables() {}
}
