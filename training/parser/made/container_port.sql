CREATE TABLE Shipping_Lines (
  Line_ID INTEGER PRIMARY KEY,
  Line_Name TEXT,
  Home_Country TEXT,
  Founded_Year INTEGER
);
CREATE TABLE Vessels (
  Vessel_ID INTEGER PRIMARY KEY,
  Vessel_Name TEXT,
  Line_ID INTEGER,
  Flag TEXT,
  Capacity_TEU INTEGER,
  Built_Year INTEGER,
  Length_m REAL,
  FOREIGN KEY (Line_ID) REFERENCES Shipping_Lines(Line_ID)
);
CREATE TABLE Berths (
  Berth_ID INTEGER PRIMARY KEY,
  Terminal TEXT,
  Depth_m REAL,
  Cranes INTEGER,
  Status TEXT
);
CREATE TABLE Port_Calls (
  Call_ID INTEGER PRIMARY KEY,
  Vessel_ID INTEGER,
  Berth_ID INTEGER,
  Arrival_Date DATE,
  Departure_Date DATE,
  Boxes_Loaded INTEGER,
  Boxes_Discharged INTEGER,
  Fee_EUR REAL,
  FOREIGN KEY (Vessel_ID) REFERENCES Vessels(Vessel_ID),
  FOREIGN KEY (Berth_ID) REFERENCES Berths(Berth_ID)
);
CREATE TABLE Containers (
  Container_No TEXT PRIMARY KEY,
  Call_ID INTEGER REFERENCES Port_Calls(Call_ID),
  Container_Type TEXT,
  Size_ft INTEGER,
  Weight_t REAL,
  Destination_City TEXT
);
INSERT INTO Shipping_Lines VALUES
(1,'Nordstern Linie','Germany',1921),
(2,'Pacific Bridge','Singapore',1978),
(3,'Hanla Marine','South Korea',1983),
(4,'Costa Verde Lines','Brazil',1996),
(5,'Levant Carriers','Turkey',2004),
(6,'Skagerrak Feeder','Denmark',1965),
(7,'Blue Anchor','Greece',1949),
(8,'Formosa Star','Taiwan',1972);
INSERT INTO Vessels VALUES
(101,'Elbe Pioneer',1,'Germany',14000,2013,366.0),
(102,'Weser Trader',1,'Liberia',8500,2006,318.5),
(103,'Straits Fortune',2,'Singapore',19800,2018,399.9),
(104,'Hanla Busan',3,'Panama',15200,2016,368.0),
(105,'Hanla Ulsan',3,'South Korea',6700,2003,294.0),
(106,'Rio Doce',4,'Brazil',4250,2009,260.0),
(107,'Bosphorus Queen',5,'Malta',2800,2011,222.0),
(108,'Lille Belt',6,'Denmark',1100,1999,149.6),
(109,'Aegean Dawn',7,'Greece',9600,2010,337.0),
(110,'Kattegat Runner',6,'Denmark',1350,2014,158.0),
(111,'Merlion Spirit',2,'Singapore',13100,2012,NULL),
(112,'Santos Express',4,'Panama',5100,2001,279.0);
INSERT INTO Berths VALUES
(1,'North',16.5,6,'open'),
(2,'North',16.5,5,'open'),
(3,'North',15.0,4,'maintenance'),
(4,'Delta',18.0,8,'open'),
(5,'Delta',17.5,7,'open'),
(6,'River',10.5,2,'open'),
(7,'River',9.8,1,'closed'),
(8,'River',11.2,3,'open');
INSERT INTO Port_Calls VALUES
(1,103,4,'2024-01-03','2024-01-06',3200,2950,88500.0),
(2,101,4,'2024-01-09','2024-01-11',2100,1800,61200.0),
(3,108,6,'2024-01-10','2024-01-10',210,340,5400.0),
(4,104,5,'2024-01-15','2024-01-17',2600,2750,70150.5),
(5,109,1,'2024-01-21','2024-01-22',900,1250,39900.0),
(6,106,2,'2024-02-02','2024-02-03',640,480,21000.0),
(7,108,8,'2024-02-07','2024-02-08',305,290,5600.0),
(8,110,6,'2024-02-11','2024-02-11',180,150,4950.0),
(9,102,1,'2024-02-14','2024-02-16',1400,1100,41300.0),
(10,103,4,'2024-02-25','2024-02-28',3350,3100,90200.0),
(11,107,8,'2024-03-01','2024-03-02',410,520,12700.0),
(12,104,5,'2024-03-12',NULL,NULL,1900,66800.0),
(13,103,2,'2024-03-13','2024-03-15',1700,1650,55400.0),
(14,112,3,'2024-03-18','2024-03-20',780,900,27300.0);
INSERT INTO Containers VALUES
('NSTU402211',2,'dry',40,21.4,'Prague'),
('NSTU402587',2,'reefer',40,26.8,'Vienna'),
('PBRU118834',1,'dry',40,18.2,'Duisburg'),
('PBRU118901',1,'dry',40,11.6,'Basel'),
('PBRU120043',10,'tank',20,23.9,'Rotterdam'),
('HNLU550127',4,'reefer',40,25.1,'Warsaw'),
('HNLU550388',4,'dry',40,16.7,'Prague'),
('HNLU551902',12,'open top',20,19.3,NULL),
('CVLU770015',6,'reefer',40,27.5,'Munich'),
('CVLU770348',14,'dry',20,9.8,'Vienna'),
('LVTU330901',11,'dry',40,14.9,'Duisburg'),
('SKGU009812',3,'flat rack',40,30.2,'Aarhus'),
('BANU663410',5,'dry',20,12.3,'Prague'),
('SKGU010077',7,'tank',20,22.6,'Aarhus');
