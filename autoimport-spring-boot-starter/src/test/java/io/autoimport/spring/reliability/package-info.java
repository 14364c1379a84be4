/** Each fault at each point of a run: what becomes of the host, the counts, the workers and the events. */
package io.autoimport.spring.reliability;
