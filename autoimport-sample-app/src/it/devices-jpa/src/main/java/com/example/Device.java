package com.example;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "devices")
public class Device {

    @Id
    private String id;

    @Column(nullable = false)
    private String name;

    protected Device() {}

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }
}
