CREATE TABLE Owners (
  OwnerId integer PRIMARY KEY,
  FullName text,
  Phone text,
  HomeBorough text,
  RegisteredYear integer
);
CREATE TABLE Trucks (
  TruckId integer PRIMARY KEY,
  TruckName text,
  Cuisine text,
  OwnerId integer,
  BuiltYear integer,
  LengthFeet real,
  FOREIGN KEY (OwnerId) REFERENCES Owners(OwnerId)
);
CREATE TABLE Zones (
  ZoneId integer PRIMARY KEY,
  ZoneName text,
  Borough text,
  MaxTrucks integer,
  DailyFee real
);
CREATE TABLE Permits (
  PermitNo text PRIMARY KEY,
  TruckId integer,
  ZoneId integer,
  IssueDate date,
  ExpiryDate date,
  Status text,
  AnnualFee real,
  FOREIGN KEY (TruckId) REFERENCES Trucks(TruckId),
  FOREIGN KEY (ZoneId) REFERENCES Zones(ZoneId)
);
CREATE TABLE Inspections (
  InspectionId integer PRIMARY KEY,
  TruckId integer,
  InspectorName text,
  InspectionDate date,
  Score integer,
  Violations integer,
  Remark text,
  FOREIGN KEY (TruckId) REFERENCES Trucks(TruckId)
);
INSERT INTO Owners VALUES
(1,'Lucia Ferrer','555-0101','Eastbank',2013),
(2,'Dong-hyun Yoo','555-0177','Millside',2016),
(3,'Farid Rahimi','555-0123','Harborview',2011),
(4,'Grace Adeyemi',NULL,'Eastbank',2019),
(5,'Pavel Horak','555-0148','Northgate',2015),
(6,'Linh Tran','555-0190','Millside',2020),
(7,'Marcus Bell','555-0115','Harborview',2018),
(8,'Anita Desai','555-0166','Northgate',2022),
(9,'Joey Carbone',NULL,'Eastbank',2009);
INSERT INTO Trucks VALUES
(21,'Taco Comet','Mexican',1,2012,22.5),
(22,'Seoul Patrol','Korean',2,2017,24.0),
(23,'Kabul Express','Afghan',3,2010,20.0),
(24,'Jollof Jet','West African',4,2019,21.0),
(25,'Dumpling Depot','Czech',5,2014,18.5),
(26,'Pho Mobile','Vietnamese',6,2021,26.0),
(27,'Smoke Signals','Barbecue',7,2016,28.5),
(28,'Bao Wow','Vietnamese',6,2018,19.0),
(29,'Dosa Dash','Indian',8,2022,23.0),
(30,'Slice of Joey','Italian',9,2008,25.5),
(31,'Churro Chariot','Mexican',1,2020,16.0),
(32,'Gelato Ghost','Italian',NULL,2005,17.0);
INSERT INTO Zones VALUES
(1,'Courthouse Square','Eastbank',6,35),
(2,'Pier 9','Harborview',10,48.5),
(3,'Foundry Lot','Millside',4,20),
(4,'College Green','Northgate',8,27.5),
(5,'Stadium North','Northgate',15,60),
(6,'Ferry Steps','Harborview',3,42),
(7,'Market Row','Eastbank',5,38),
(8,'Rail Yard','Millside',7,15);
INSERT INTO Permits VALUES
('P-1001',21,1,'2022-03-01','2023-02-28','expired',1200),
('P-1002',21,2,'2023-03-01','2024-02-29','active',1500),
('P-1003',22,3,'2023-01-15','2024-01-14','active',900),
('P-1004',23,2,'2022-06-10','2023-06-09','expired',1450),
('P-1005',24,7,'2023-05-20','2024-05-19','active',1250),
('P-1006',25,4,'2022-11-01','2023-10-31','suspended',1000),
('P-1007',26,5,'2023-04-12','2024-04-11','active',2100),
('P-1008',27,5,'2023-04-03','2024-04-02','revoked',2100),
('P-1009',28,3,'2023-07-07','2024-07-06','active',900),
('P-1010',29,4,'2023-08-25',NULL,'pending',1000),
('P-1011',30,1,'2021-02-02','2022-02-01','expired',1100),
('P-1012',31,5,'2023-06-30','2024-06-29','active',1980),
('P-1013',22,5,'2023-02-18','2024-02-17','active',2050),
('P-1014',27,6,'2022-09-09','2023-09-08','expired',1320);
INSERT INTO Inspections VALUES
(1,21,'R. Osei','2023-03-14',94,1,'good'),
(2,22,'R. Osei','2023-02-20',88,2,'good'),
(3,23,'T. Lindgren','2022-08-19',71,6,'repeat visit'),
(4,25,'T. Lindgren','2023-01-30',58,9,'closed for a day'),
(5,27,'M. Castellano','2023-05-11',62,8,'repeat visit'),
(6,26,'R. Osei','2023-05-16',97,0,NULL),
(7,24,'M. Castellano','2023-06-02',90,1,'good'),
(8,30,'T. Lindgren','2021-07-21',76,4,'grease trap'),
(9,27,'R. Osei','2023-06-20',74,3,'grease trap'),
(10,28,'M. Castellano','2023-07-29',85,2,'good'),
(11,31,'R. Osei','2023-08-04',92,1,NULL);
