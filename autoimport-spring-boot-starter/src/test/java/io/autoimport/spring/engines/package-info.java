/** What every scheduler that the jobs can run on must keep, and each of them on its own real tables. */
package io.autoimport.spring.engines;
