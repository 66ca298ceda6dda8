CREATE TABLE regions (
  region_id INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  control_centre TEXT,
  population INTEGER
);
CREATE TABLE substations (
  substation_id INTEGER PRIMARY KEY,
  name TEXT,
  region_id INTEGER,
  city TEXT,
  voltage_kv INTEGER,
  commissioned_year INTEGER,
  insulation TEXT,
  FOREIGN KEY (region_id) REFERENCES regions(region_id)
);
CREATE TABLE transformers (
  transformer_id INTEGER PRIMARY KEY,
  substation_id INTEGER,
  manufacturer TEXT,
  rating_mva REAL,
  cooling TEXT,
  installed_year INTEGER,
  oil_litres INTEGER,
  FOREIGN KEY (substation_id) REFERENCES substations(substation_id)
);
CREATE TABLE technicians (
  technician_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  grade TEXT,
  hire_date DATE,
  hourly_wage REAL
);
CREATE TABLE maintenance_visits (
  visit_id INTEGER PRIMARY KEY,
  substation_id INTEGER,
  technician_id INTEGER,
  visit_date DATE,
  purpose TEXT,
  hours REAL,
  cost REAL,
  FOREIGN KEY (substation_id) REFERENCES substations(substation_id),
  FOREIGN KEY (technician_id) REFERENCES technicians(technician_id)
);
INSERT INTO regions VALUES
(1,'Alentejo','Portugal','Evora Centre',705000),
(2,'Norte','Portugal','Porto Centre',3586000),
(3,'Silesia','Poland','Katowice Desk',4375000),
(4,'Mazovia','Poland','Warsaw Desk',5510000),
(5,'Skane','Sweden','Malmo Room',1402000),
(6,'Pohja','Finland',NULL,412000),
(7,'Tuscany','Italy','Firenze Hub',3660000),
(8,'Liguria','Italy','Genova Hub',1507000);
INSERT INTO substations VALUES
(1,'Monte Seco',1,'Beja',400,1978,'air'),
(2,'Ribeira Alta',2,'Porto',220,1965,'air'),
(3,'Vale Escuro',2,'Braga',150,1991,'hybrid'),
(4,'Czarna Huta',3,'Gliwice',400,1972,'air'),
(5,'Biala Laka',3,'Rybnik',110,2008,'gas'),
(6,'Wisla Polnoc',4,'Warsaw',220,1984,'gas'),
(7,'Sosnowy Las',4,'Radom',110,1999,'air'),
(8,'Kullen',5,'Malmo',400,2015,'gas'),
(9,'Ysterby',5,'Lund',130,2019,'hybrid'),
(10,'Colle Vento',7,'Siena',220,1958,'air'),
(11,'Porto Ferro',8,'Genova',380,1987,'gas'),
(12,'Arno Sud',7,'Pisa',130,2003,'air');
INSERT INTO transformers VALUES
(101,1,'Efacec',450.0,'ODAF',1979,92000),
(102,1,'Siemens',450.0,'ODAF',2011,88500),
(103,2,'Efacec',170.0,'ONAF',1998,41000),
(104,3,'Efacec',126.0,'ONAN',1992,30500),
(105,4,'ABB',500.0,'ODAF',1985,99000),
(106,4,'Hyundai',330.0,'ONAF',2014,71000),
(107,6,'ABB',160.0,'ONAF',2001,39500),
(108,7,'Siemens',40.0,'ONAN',1999,14200),
(109,8,'ABB',600.0,'ODAF',2015,104000),
(110,8,'Hyundai',250.0,'ONAF',2016,60000),
(111,9,'ABB',63.0,'ONAN',2019,NULL),
(112,10,'Tamini',200.0,'ONAF',1975,48000),
(113,11,'Tamini',400.0,'ODAF',1988,85000),
(114,8,'Siemens',275.0,'ONAF',2020,63500);
INSERT INTO technicians VALUES
(1,'Ines Carvalho','Porto','senior','2004-03-15',31.5),
(2,'Tiago Moura','Beja','junior','2021-09-01',18.2),
(3,'Agnieszka Lis','Gliwice','senior','2009-06-22',29.8),
(4,'Pawel Duda','Warsaw','foreman','1998-11-02',36.4),
(5,'Elsa Nyberg','Helsingborg','junior','2022-02-14',24.9),
(6,'Oskar Lindh','Lund','senior','2012-05-07',38.0),
(7,'Matteo Ferri','Genova','foreman','2001-01-19',33.7),
(8,'Giulia Bassi','Pisa','junior','2020-10-05',19.6),
(9,'Min-jun Seo','Warsaw','senior','2015-08-30',30.1);
INSERT INTO maintenance_visits VALUES
(1,1,2,'2023-01-12','inspection',4.0,310.0),
(2,2,1,'2023-02-03','oil test',2.5,275.0),
(3,4,3,'2023-02-20','repair',11.0,2480.0),
(4,8,6,'2023-03-08','inspection',3.5,420.0),
(5,8,5,'2023-03-09','oil test',3.0,265.0),
(6,6,4,'2023-04-17','repair',8.5,1930.0),
(7,11,7,'2023-05-02','inspection',5.0,515.0),
(8,4,9,'2023-06-11','oil test',2.0,240.0),
(9,1,1,'2023-07-25','repair',14.0,3650.0),
(10,10,8,'2023-08-14','inspection',4.5,330.0),
(11,4,4,'2023-09-05','repair',9.0,2110.0),
(12,9,6,'2023-10-21','cleaning',6.0,480.0),
(13,11,7,'2023-11-30','cleaning',7.5,590.0),
(14,3,1,'2024-01-16','inspection',3.2,295.0);
